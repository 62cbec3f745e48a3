declare module "virtual:messages" {
  type Slice = Readonly<Record<string, string>>;
  type Loader = () => Promise<Slice>;
  export const loaders: Readonly<Record<string, Readonly<Record<"core" | "problems" | "today" | "patient" | "answers" | "practitioner" | "author" | "review" | "entrance" | "clinic", Loader>>>>;
}
