export { CourseChart } from "./course-chart";
export { CourseTable } from "./course-table";
export { linesOf } from "./course-line";
