export { CourseChart } from "./course-chart";
