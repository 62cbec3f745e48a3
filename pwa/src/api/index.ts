export { answered, api, isProblem, type Shapes } from "./client";
export { type Fault, Problem } from "./problem";
