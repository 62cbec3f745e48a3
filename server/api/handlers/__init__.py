"""One file per noun. A handler takes a `Call`, calls one use case and returns a shape."""
