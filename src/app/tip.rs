//! What the map says of the village under the pointer.

use super::map::{Tip, TipOf};
use super::shown::Shown;
use super::view::{cell_words, place, value_text};
use crate::base::measure::Measure;
use crate::lang::app::{Say, Word};
use crate::lang::app_plan::PlanSay;

impl Shown {
    /// In step 4, how many of the village's households the plan serves.
    fn waits(&self, village: usize) -> Option<String> {
        let plan = self.step4.made().plan.as_ref()?;
        if !self.is_plan() {
            return None;
        }
        let of = plan.model.ground.households.get(village).copied().flatten()?;
        let served = plan.served[village];
        let words = self.lang.step4_say(&PlanSay::ServedOf { served, of });
        Some(plan.model.ground.whose.tell(self.lang, words))
    }
}

impl TipOf for Shown {
    fn tip(&self, village: usize) -> Tip {
        let Some(content) = &self.content else {
            let none = String::new;
            return Tip { name: none(), place: none(), value: none(), cell: none() };
        };
        let rows = &self.look2.rows.made;
        let at = self.settings.chosen.unwrap_or(usize::MAX);
        let column = content.columns.get(at);
        let measure = column.and_then(|c| c.values.get(village)).copied();
        let value = match (column, measure) {
            (Some(column), Some(Measure::Measured(_))) => {
                let text = value_text(self.lang, column, column.values[village], self.decimals);
                let ranked = rows.rank.get(village).filter(|rank| rows.by == at && **rank > 0);
                match ranked {
                    Some(&rank) => {
                        let say = Say::RankOf { rank: rank as usize, of: rows.ranked };
                        format!("{text} · {}", self.lang.say(&say))
                    }
                    None => text,
                }
            }
            (Some(_), Some(Measure::Missing)) => self.lang.word(Word::NoData).to_owned(),
            (Some(_), Some(Measure::NotApplicable)) => {
                self.lang.word(Word::NotApplicable).to_owned()
            }
            _ => String::new(),
        };
        let has_value = matches!(measure, Some(Measure::Measured(_)));
        if let Some(waits) = self.waits(village) {
            let name = content.register.villages[village].name.clone();
            let place = place(self.lang, content, village);
            return Tip { name, place, value: waits, cell: String::new() };
        }
        Tip {
            name: content.register.villages[village].name.clone(),
            place: place(self.lang, content, village),
            value,
            cell: if has_value {
                cell_words(self.lang, content, at, village)
            } else {
                String::new()
            },
        }
    }
}
