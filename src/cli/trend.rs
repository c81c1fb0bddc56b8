//! `trend`: what became of pockets over the periods of an indicator.

use super::Context;
use super::answer::{Answer, Failure};
use crate::analysis::trend::Trend;
use crate::dataset::village::Register;
use crate::lang::cli::Line;
use crate::project::{Mode, Stamp};
use crate::workflow::{self, Opened, TrendReport, open_project, trend_json};

pub fn trend(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let settings = super::pockets::settings(args)?;
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    let report = workflow::trend(&snapshot, &settings, context.progress)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    project.add_run(&trend_json::run(&report), &stamp)?;
    let mut answer = Answer { faults, ..Answer::default() };
    answer.fields = trend_json::result(&report);
    answer.faults.extend(report.faults.iter().cloned());
    lines(&mut answer, &report, &snapshot.register);
    Ok(answer)
}

fn lines(answer: &mut Answer, report: &TrendReport, register: &Register) {
    for period in &report.periods {
        let (period, n, bad) = (period.period.clone(), period.n, period.bad);
        answer.say(Line::TrendPeriod { period, n, bad });
    }
    for class in Trend::ALL {
        let of_class = register.villages.iter().zip(&report.villages);
        let of_class = of_class.filter(|(_, found)| found.class == class.id());
        // Those that never were, and those that were at times, are many: only counted.
        let named = !matches!(class, Trend::None | Trend::Sporadic);
        let names = of_class.filter(|_| named).map(|(v, _)| v.name.clone()).collect();
        answer.say(Line::TrendClass {
            class: class.id().to_owned(),
            villages: report.count(class.id()),
            names,
        });
    }
}
