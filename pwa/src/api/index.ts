export { bodyOf, api, isProblem, isSessionOver, type Shapes } from "./client";
export { type Fault, Problem, problemOf } from "./problem";
