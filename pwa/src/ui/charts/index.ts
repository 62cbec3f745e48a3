export { CourseChart } from "./course-chart";
export { CourseTable } from "./course-table";
export { dayNumber, linesOf } from "./course-line";
