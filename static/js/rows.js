// More rows without saving, questions that depend on another, and the sums of the budget.
import { calculateBudget } from "./drafting/budget.js";
import { followConditions } from "./drafting/conditions.js";
import { offerMoreRows } from "./drafting/more_rows.js";

offerMoreRows();
followConditions();
calculateBudget();
