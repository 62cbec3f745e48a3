export { documentAs } from "./document";
export { answered, api, isProblem, type Shapes } from "./client";
export { type Fault, Problem, problemOf } from "./problem";
