// More rows without saving, questions that depend on another, how numbers are read, the budget's sums.
import { calculateBudget } from "./drafting/budget.js";
import { followConditions } from "./drafting/conditions.js";
import { offerMoreRows } from "./drafting/more_rows.js";
import { showUnderstood } from "./drafting/understood.js";

offerMoreRows();
followConditions();
showUnderstood();
calculateBudget();
