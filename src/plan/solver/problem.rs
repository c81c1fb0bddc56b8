//! A siting question as numbers alone: who needs how much, what could be built where, what it costs.
//!
//! Shape: demands in rows, choices in columns, and one link for each demand that a choice reaches.
//! A choice is a facility type at a place, in whole units. Money is in whole rupiah and never
//! rounded; what a unit of demand is worth is the planner's weight.

/// What waits to be served at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// Worth of serving all of it; never negative.
    pub weight: f64,
    /// Households; matters only where a choice has a capacity.
    pub households: u32,
}

/// One facility type at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Index into `Question::groups`: its kecamatan.
    pub group: u32,
    /// Cost of one unit in each of `Question::ceilings`.
    pub costs: Vec<i64>,
    /// Households that one unit serves; `None` = as many as it reaches.
    pub capacity: Option<u32>,
    /// Units that must be built: forced or already decided.
    pub least: u32,
    /// Units that may be built; 0 = forbidden.
    pub most: u32,
}

/// How many choices of a kecamatan are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    pub least: u32,
    pub most: u32,
}

impl Group {
    pub const FREE: Self = Self { least: 0, most: u32::MAX };
}

/// Which demands each choice reaches, and what serving them by it is worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// `start[j]..start[j + 1]` are the links of choice `j`.
    pub start: Vec<usize>,
    pub demand: Vec<u32>,
    /// Worth of each link; `None` = the weight of its demand, whoever serves it.
    pub profit: Option<Vec<f64>>,
}

impl Links {
    /// From one list of demands a choice.
    pub fn of(lists: impl IntoIterator<Item = Vec<u32>>) -> Self {
        let mut links = Self { start: vec![0], ..Self::default() };
        for list in lists {
            links.demand.extend(list);
            links.start.push(links.demand.len());
        }
        links
    }

    /// From one list of demands and worths a choice.
    pub fn worth(lists: impl IntoIterator<Item = Vec<(u32, f64)>>) -> Self {
        let mut links = Self { start: vec![0], ..Self::default() };
        let mut profit = Vec::new();
        for list in lists {
            for (demand, worth) in list {
                links.demand.push(demand);
                profit.push(worth);
            }
            links.start.push(links.demand.len());
        }
        links.profit = Some(profit);
        links
    }

    pub fn of_choice(&self, choice: usize) -> &[u32] {
        &self.demand[self.start[choice]..self.start[choice + 1]]
    }
}

/// The whole question: which choices serve most within the ceilings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    pub demands: Vec<Demand>,
    pub choices: Vec<Choice>,
    pub links: Links,
    /// Ceilings of each purse in rupiah, or one ceiling of `p` sites with costs of 1.
    pub ceilings: Vec<i64>,
    pub groups: Vec<Group>,
}

/// The question made ready for the search: flat arrays, both directions of the links.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub demands: usize,
    pub choices: usize,
    /// Worth of one unit of a demand, and how many units it has: households where a capacity
    /// counts, else 1.
    pub worth: Vec<f64>,
    pub quantity: Vec<f64>,
    pub links: Links,
    /// Links by demand: `back_start[i]..back_start[i + 1]`, best profit first.
    pub back_start: Vec<usize>,
    pub back_choice: Vec<u32>,
    pub back_profit: Vec<f64>,
    pub back_link: Vec<u32>,
    pub rows: usize,
    /// `costs[j * rows + r]`.
    pub costs: Vec<i64>,
    pub ceilings: Vec<i64>,
    pub group: Vec<u32>,
    pub groups: Vec<Group>,
    pub members: Vec<Vec<u32>>,
    /// Whether any kecamatan has a floor or a cap that can matter.
    pub grouped: bool,
    pub capacity: Vec<f64>,
    pub capacitated: bool,
    pub least: Vec<u32>,
    pub most: Vec<u32>,
    /// One purse, one price: the ceiling is a number of units.
    pub count: Option<u32>,
    /// Every worth is a whole number, so that a bound may be rounded down.
    pub whole: bool,
}

impl Ready {
    pub(super) fn of(question: &Question) -> Self {
        let choices = question.choices.len();
        let capacitated = question.choices.iter().any(|c| c.capacity.is_some());
        let (worth, quantity) = amounts(question, capacitated);
        let (costs, ceilings) = purses(question);
        let rows = ceilings.len();
        let count = one_price(&costs, &ceilings, rows);
        let mut members = vec![Vec::new(); question.groups.len()];
        for (j, choice) in question.choices.iter().enumerate() {
            members[choice.group as usize].push(j as u32);
        }
        let grouped = question
            .groups
            .iter()
            .zip(&members)
            .any(|(g, m)| g.least > 0 || (g.most as usize) < m.len());
        let profits = question.links.profit.as_ref().unwrap_or(&worth);
        let whole = (question.links.profit.is_none() || !capacitated)
            && profits.iter().all(|v| v.fract() == 0.0 && *v < 1e15);
        let links = by_unit(question, capacitated);
        let turned = turned(&links, &worth);
        Self {
            demands: question.demands.len(),
            choices,
            whole,
            links,
            back_start: turned.start,
            back_choice: turned.choice,
            back_profit: turned.profit,
            back_link: turned.link,
            rows,
            costs,
            ceilings,
            group: question.choices.iter().map(|c| c.group).collect(),
            groups: question.groups.clone(),
            members,
            grouped,
            capacity: question
                .choices
                .iter()
                .map(|c| c.capacity.map_or(f64::INFINITY, f64::from))
                .collect(),
            capacitated,
            least: question.choices.iter().map(|c| c.least).collect(),
            most: question.choices.iter().map(|c| c.most).collect(),
            count,
            worth,
            quantity,
        }
    }

    pub(super) fn cost(&self, choice: usize, row: usize) -> i64 {
        self.costs[choice * self.rows + row]
    }

    pub(super) fn links_of(&self, choice: usize) -> std::ops::Range<usize> {
        self.links.start[choice]..self.links.start[choice + 1]
    }

    pub(super) fn choices_of(&self, demand: usize) -> &[u32] {
        &self.back_choice[self.back_start[demand]..self.back_start[demand + 1]]
    }

    /// Highest bound that still could not be reached by a better plan than `value`.
    pub(super) fn closes(&self, bound: f64, value: f64) -> bool {
        bound <= value + self.slack(value)
    }

    pub(super) fn slack(&self, value: f64) -> f64 {
        if self.whole { 1.0 - 1e-5 } else { 1e-9 * value.abs().max(1e-6) }
    }
}

fn amounts(question: &Question, capacitated: bool) -> (Vec<f64>, Vec<f64>) {
    question
        .demands
        .iter()
        .map(|d| match (capacitated, d.households) {
            (true, 0) => (0.0, 0.0),
            (true, n) => (d.weight / f64::from(n), f64::from(n)),
            (false, _) => (d.weight, 1.0),
        })
        .unzip()
}

/// Links with the worth of one unit of their demand.
fn by_unit(question: &Question, capacitated: bool) -> Links {
    let mut links = question.links.clone();
    if let Some(profit) = links.profit.as_mut().filter(|_| capacitated) {
        for (profit, i) in profit.iter_mut().zip(&links.demand) {
            let n = question.demands[*i as usize].households;
            *profit = if n > 0 { *profit / f64::from(n) } else { 0.0 };
        }
    }
    links
}

/// Costs and ceilings divided by what all costs of a purse share: the ceiling loses what no plan
/// could spend.
fn purses(question: &Question) -> (Vec<i64>, Vec<i64>) {
    let rows = question.ceilings.len();
    let shared: Vec<i64> = (0..rows)
        .map(|r| question.choices.iter().fold(0, |g, c| common(g, c.costs[r])).max(1))
        .collect();
    let costs = question
        .choices
        .iter()
        .flat_map(|c| (0..rows).map(|r| c.costs[r] / shared[r]).collect::<Vec<_>>())
        .collect();
    let ceilings = question.ceilings.iter().zip(&shared).map(|(c, s)| c.div_euclid(*s)).collect();
    (costs, ceilings)
}

fn common(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { common(b, a % b) }
}

fn one_price(costs: &[i64], ceilings: &[i64], rows: usize) -> Option<u32> {
    (rows == 1 && costs.iter().all(|c| *c == 1))
        .then(|| ceilings[0].clamp(0, i64::from(u32::MAX)) as u32)
}

/// Links by demand.
struct Turned {
    start: Vec<usize>,
    choice: Vec<u32>,
    profit: Vec<f64>,
    link: Vec<u32>,
}

fn turned(links: &Links, worth: &[f64]) -> Turned {
    let mut start = vec![0_usize; worth.len() + 1];
    for &i in &links.demand {
        start[i as usize + 1] += 1;
    }
    for i in 0..worth.len() {
        start[i + 1] += start[i];
    }
    let mut at = start.clone();
    let mut choice = vec![0_u32; links.demand.len()];
    let mut profit = vec![0.0; links.demand.len()];
    let mut link = vec![0_u32; links.demand.len()];
    for j in 0..links.start.len().saturating_sub(1) {
        for k in links.start[j]..links.start[j + 1] {
            let i = links.demand[k] as usize;
            choice[at[i]] = j as u32;
            profit[at[i]] = links.profit.as_ref().map_or(worth[i], |p| p[k]);
            link[at[i]] = k as u32;
            at[i] += 1;
        }
    }
    if links.profit.is_some() {
        for i in 0..worth.len() {
            let range = start[i]..start[i + 1];
            let mut all: Vec<(f64, u32, u32)> =
                range.clone().map(|k| (profit[k], choice[k], link[k])).collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (k, (p, j, l)) in range.zip(all) {
                (profit[k], choice[k], link[k]) = (p, j, l);
            }
        }
    }
    Turned { start, choice, profit, link }
}
