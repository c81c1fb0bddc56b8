//! A plan over several years: what serves most for its money comes first, and no year's ceiling is
//! passed.

use super::Plan;
use super::model::Standing;
use super::recipe::Kind;

/// Gives every facility its year. Units of one place stay together; what no year can take any more
/// falls out of the plan, and the bound stays that of all years together.
pub(super) fn place(plan: &mut Plan) {
    let mut left = plan.recipe.budget.years.clone();
    if left.is_empty() {
        return;
    }
    let mut order: Vec<usize> = (0..plan.chosen.len()).collect();
    let rank = |c: &super::Chosen| {
        let wanted = u8::from(c.standing == Standing::Chosen);
        (wanted, f64::from(c.households()) / (c.cost.max(1)) as f64)
    };
    order.sort_by(|a, b| {
        let (a_rank, b_rank) = (rank(&plan.chosen[*a]), rank(&plan.chosen[*b]));
        a_rank.0.cmp(&b_rank.0).then(b_rank.1.total_cmp(&a_rank.1)).then(a.cmp(b))
    });
    // Large ones first where the order by worth leaves something without a year.
    let by_worth = pack(plan, &order, &left);
    order.sort_by_key(|i| (std::cmp::Reverse(plan.chosen[*i].cost), *i));
    let by_size = pack(plan, &order, &left);
    let missing = |years: &[Option<usize>]| -> u64 {
        let out = years.iter().zip(&plan.chosen).filter(|(y, _)| y.is_none());
        out.map(|(_, c)| u64::from(c.households())).sum()
    };
    let years = if missing(&by_size) < missing(&by_worth) { by_size } else { by_worth };
    for (chosen, year) in plan.chosen.iter_mut().zip(&years) {
        chosen.year = *year;
        if let Some(y) = year {
            left[*y] -= chosen.cost;
        }
    }
    let dropped: Vec<super::Chosen> = plan.chosen.extract_if(.., |c| c.year.is_none()).collect();
    for chosen in dropped {
        plan.cost -= chosen.cost;
        for (i, n, metres) in &chosen.serves {
            let waiting = plan.model.ground.waiting[*i as usize];
            plan.served[waiting.village] -= n;
            match plan.recipe.kind {
                Kind::MaxCover => plan.objective -= f64::from(*n) * waiting.worth,
                Kind::Median => {
                    let metres = plan.model.farthest[*i as usize] - metres;
                    plan.objective += f64::from(*n) * waiting.worth * metres;
                }
                Kind::MinMax | Kind::Fewest | Kind::Center => {}
            }
        }
        match plan.recipe.kind {
            Kind::MinMax => plan.objective = plan.worst_left().map_or(plan.objective, |w| w.1),
            Kind::Fewest => plan.objective -= f64::from(chosen.units),
            Kind::MaxCover | Kind::Median | Kind::Center => {}
        }
        plan.gap = super::gap(plan.objective, plan.bound);
    }
}

fn pack(plan: &Plan, order: &[usize], ceilings: &[i64]) -> Vec<Option<usize>> {
    let mut left = ceilings.to_vec();
    let mut years = vec![None; plan.chosen.len()];
    for i in order {
        let cost = plan.chosen[*i].cost;
        if let Some(year) = left.iter().position(|l| cost <= *l) {
            left[year] -= cost;
            years[*i] = Some(year);
        }
    }
    years
}
