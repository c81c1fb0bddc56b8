//! Arguments as typed: strings taken apart, nothing opened, nothing decided.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt as _};

use crate::lang::Lang;

/// A command with its words, before any of them is understood.
#[derive(Debug, Default)]
pub struct Args {
    pub command: Option<String>,
    /// Positional words behind the command.
    pub words: Vec<PathBuf>,
    /// `--name value` in the order given; a flag has the value `None`.
    pub options: Vec<(String, Option<OsString>)>,
}

/// What was wrong with the words themselves (exit 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    UnknownCommand(String),
    UnknownOption { option: String, command: String },
    MissingValue(String),
    MissingWord(&'static str),
    TooManyWords(String),
    BadValue { option: String, value: String, wanted: String },
    NotText(String),
}

/// A command: its name, the words it takes (least, most) and its options.
pub struct Command {
    pub name: &'static str,
    pub words: (usize, usize),
    pub needs: &'static [&'static str],
    /// Options with a value.
    pub valued: &'static [&'static str],
    pub flags: &'static [&'static str],
}

const ALWAYS_VALUED: &[&str] = &["lang"];
const ALWAYS_FLAGS: &[&str] = &["json", "help", "version", "portable", "quiet"];

/// Examples of an index.
const EXAMPLES: &[&str] = &["example", "example-fsva", "example-water", "example-sanitation"];

/// What a question to a statistic may say.
const STATISTIC: [&str; 20] = [
    "indicator",
    "period",
    "rule",
    "method",
    "with",
    "since",
    "cases",
    "population",
    "weights",
    "islands",
    "isolates",
    "rates",
    "share",
    "model",
    "draws",
    "permutations",
    "tail",
    "seed",
    "alpha",
    "correction",
];

/// What makes pockets of its answer.
const RULE: [&str; 12] = [
    "rate",
    "count",
    "services",
    "lacking",
    "cluster",
    "min-villages",
    "gather",
    "within",
    "index",
    "fragility",
    "ranks",
    "against",
];

const POCKETS: [&str; STATISTIC.len() + RULE.len()] = joined(STATISTIC, RULE);

const fn joined<const A: usize, const B: usize, const C: usize>(
    a: [&'static str; A],
    b: [&'static str; B],
) -> [&'static str; C] {
    let mut all = [""; C];
    let mut at = 0;
    while at < C {
        all[at] = if at < A { a[at] } else { b[at - A] };
        at += 1;
    }
    all
}

/// Every command of this version.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "open",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["tour", "frame-log", "renderer"],
        flags: &[],
    },
    Command { name: "demo", words: (0, 1), needs: &[], valued: &["date"], flags: &["headless"] },
    Command {
        name: "inspect",
        words: (1, 1),
        needs: &["FILE"],
        valued: &["encoding", "sheet", "crs"],
        flags: &[],
    },
    Command {
        name: "new",
        words: (1, usize::MAX),
        needs: &["PROJECT"],
        valued: &[
            "villages",
            "where",
            "code-field",
            "name-field",
            "kecamatan-field",
            "crs",
            "encoding",
            "indicators",
            "kabupaten",
        ],
        flags: &[],
    },
    Command {
        name: "import",
        words: (1, usize::MAX),
        needs: &["PROJECT", "FILE"],
        valued: &[
            "sheet",
            "recipe",
            "period",
            "direction",
            "series",
            "accept-suggested",
            "unmatched",
            "encoding",
            "profile",
            "rules",
            "layer",
            "crs",
        ],
        flags: &["example", "example-rules", "profiles", "count"],
    },
    Command {
        name: "list",
        words: (2, 2),
        needs: &["PROJECT", super::look::WHAT],
        valued: &[],
        flags: &[],
    },
    Command {
        name: "classify",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["indicator", "period", "method", "classes", "breaks"],
        flags: &[],
    },
    Command {
        name: "pockets",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &POCKETS,
        flags: &["example", "at-least-one", "quadrant"],
    },
    Command {
        name: "why",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["village", "indicator", "period"],
        flags: &[],
    },
    Command {
        name: "persistence",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["indicator", "worst"],
        flags: &[],
    },
    Command {
        name: "relate",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["indicator", "with", "period", "rates"],
        flags: &[],
    },
    Command {
        name: "lokus",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["recipe", "top", "freeze", "out", "date", "id"],
        flags: &["example", "list"],
    },
    Command { name: "trend", words: (1, 1), needs: &["PROJECT"], valued: &STATISTIC, flags: &[] },
    Command {
        name: "links",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["weights", "islands", "ferry", "drop-ferry", "ferries"],
        flags: &[],
    },
    Command {
        name: "composite",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["recipe"],
        flags: EXAMPLES,
    },
    Command {
        name: "sites",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &[
            "recipe",
            "effort",
            "out",
            "date",
            "pin",
            "price-force",
            "price-forbid",
            "exclude",
        ],
        flags: &["example", "facilities", "curve", "list"],
    },
    Command {
        name: "targets",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["recipe", "series", "of", "out", "certificate", "village", "date"],
        flags: &["example"],
    },
    Command {
        name: "programs",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &[
            "import",
            "sheet",
            "year",
            "rupiah",
            "accept-suggested",
            "answer",
            "rule",
            "catalogue",
            "support",
            "product",
            "bumdes",
            "source",
            "task",
            "villages",
            "status",
            "why",
            "target",
            "deadline",
            "out",
            "date",
        ],
        flags: &["as-suggested", "replace"],
    },
    Command {
        name: "map",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &[
            "indicator",
            "period",
            "out",
            "recipe",
            "describe",
            "size",
            "paper",
            "dpi",
            "with",
            "date",
        ],
        flags: &["example"],
    },
    Command {
        name: "report",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["out", "recipe", "date"],
        flags: &["example", "example-catalogue"],
    },
    Command { name: "guide", words: (0, 0), needs: &[], valued: &["out", "date"], flags: &[] },
    Command {
        name: "export",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["what", "out", "date", "weights", "islands", "indicator", "period"],
        flags: &[],
    },
    Command {
        name: "crosswalk",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["out", "import"],
        flags: &[],
    },
    Command { name: "undo", words: (1, 1), needs: &["PROJECT"], valued: &[], flags: &[] },
    Command { name: "redo", words: (1, 1), needs: &["PROJECT"], valued: &[], flags: &[] },
    Command {
        name: "correct",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["indicator", "village", "value", "reason", "period"],
        flags: &[],
    },
    Command {
        name: "origin",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["indicator", "village", "period"],
        flags: &[],
    },
    Command {
        name: "compare",
        words: (1, 1),
        needs: &["PROJECT"],
        valued: &["indicator", "with", "period", "with-period", "baseline", "out", "date"],
        flags: &["keep"],
    },
    Command { name: "baseline", words: (1, 1), needs: &["PROJECT"], valued: &["name"], flags: &[] },
    Command { name: "check", words: (1, 1), needs: &["PROJECT"], valued: &[], flags: &[] },
];

impl Args {
    /// Takes the words apart.
    ///
    /// # Errors
    /// [`Usage`] says which word; nothing was opened.
    pub fn parse(words: impl Iterator<Item = OsString>) -> Result<(Self, bool), (Usage, bool)> {
        let words: Vec<OsString> = words.collect();
        // Known before anything can go wrong, so that a failed command also answers in JSON.
        let json = words.iter().any(|word| word == "--json");
        Self::take(Parser::from_args(words)).map(|args| (args, json)).map_err(|usage| (usage, json))
    }

    fn take(mut parser: Parser) -> Result<Self, Usage> {
        let mut args = Self::default();
        while let Some(arg) = parser.next().map_err(|e| Usage::NotText(e.to_string()))? {
            match arg {
                Arg::Short('h') => args.options.push(("help".into(), None)),
                Arg::Short('V') => args.options.push(("version".into(), None)),
                Arg::Short(c) => {
                    return Err(Usage::UnknownOption {
                        option: format!("-{c}"),
                        command: args.command.unwrap_or_default(),
                    });
                }
                Arg::Long(name) => {
                    let name = name.to_owned();
                    args.option(&name, &mut parser)?;
                }
                Arg::Value(word) => args.word(word)?,
            }
        }
        args.complete()
    }

    fn word(&mut self, word: OsString) -> Result<(), Usage> {
        if self.command.is_some() {
            self.words.push(PathBuf::from(word));
            return Ok(());
        }
        let name = word.string().map_err(|e| Usage::NotText(e.to_string()))?;
        if !COMMANDS.iter().any(|command| command.name == name) {
            return Err(Usage::UnknownCommand(name));
        }
        self.command = Some(name);
        Ok(())
    }

    fn option(&mut self, name: &str, parser: &mut Parser) -> Result<(), Usage> {
        let command = self.spec();
        let flags = command.map_or(&[][..], |c| c.flags);
        if ALWAYS_FLAGS.contains(&name) || flags.contains(&name) {
            self.options.push((name.to_owned(), None));
            return Ok(());
        }
        let valued = command.map_or(&[][..], |c| c.valued);
        if !ALWAYS_VALUED.contains(&name) && !valued.contains(&name) {
            return Err(Usage::UnknownOption {
                option: format!("--{name}"),
                command: self.command.clone().unwrap_or_default(),
            });
        }
        // `--villages` takes all words up to the next option.
        let missing = |_| Usage::MissingValue(format!("--{name}"));
        if name == "villages" {
            for value in parser.values().map_err(missing)? {
                self.options.push((name.to_owned(), Some(value)));
            }
        } else {
            let value = parser.value().map_err(missing)?;
            self.options.push((name.to_owned(), Some(value)));
        }
        Ok(())
    }

    fn spec(&self) -> Option<&'static Command> {
        let name = self.command.as_deref()?;
        COMMANDS.iter().find(|command| command.name == name)
    }

    /// Counts the words, unless only help is asked for.
    fn complete(self) -> Result<Self, Usage> {
        if let Some(command) = self.spec()
            && !self.has("help")
            && !self.has("version")
            && !["example-rules", "profiles", "example-catalogue", "facilities"]
                .iter()
                .chain(EXAMPLES)
                .any(|flag| self.has(flag))
        {
            if self.words.len() < command.words.0.max(command.needs.len()) {
                let missing = command.needs.get(self.words.len()).unwrap_or(&"FILE");
                return Err(Usage::MissingWord(missing));
            }
            if self.words.len() > command.words.1 {
                let extra = self.words[command.words.1].display().to_string();
                return Err(Usage::TooManyWords(extra));
            }
        }
        Ok(self)
    }

    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(given, _)| given == name)
    }

    /// The last value of an option, as text.
    pub fn text(&self, name: &str) -> Result<Option<String>, Usage> {
        self.os(name)
            .map(|value| {
                value.clone().into_string().map_err(|raw| Usage::BadValue {
                    option: format!("--{name}"),
                    value: raw.to_string_lossy().into_owned(),
                    wanted: "UTF-8".into(),
                })
            })
            .transpose()
    }

    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.os(name).map(PathBuf::from)
    }

    /// All values of an option that may stand several times.
    pub fn paths(&self, name: &str) -> Vec<PathBuf> {
        self.options
            .iter()
            .filter(|(given, _)| given == name)
            .filter_map(|(_, value)| value.as_ref().map(PathBuf::from))
            .collect()
    }

    fn os(&self, name: &str) -> Option<&OsString> {
        self.options.iter().rev().find(|(given, _)| given == name)?.1.as_ref()
    }

    /// A value that `read` understands, or the default where the option is absent.
    pub fn value<T>(
        &self,
        name: &str,
        wanted: &str,
        default: T,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Usage> {
        let Some(text) = self.text(name)? else { return Ok(default) };
        read(&text).ok_or(Usage::BadValue {
            option: format!("--{name}"),
            value: text,
            wanted: wanted.to_owned(),
        })
    }

    /// A value that must be given.
    pub fn required(&self, name: &'static str) -> Result<String, Usage> {
        self.text(name)?.ok_or(Usage::MissingWord(name))
    }

    /// `--lang`, else the locale's language, else Indonesian.
    pub fn lang(&self) -> Result<Lang, Usage> {
        let locale = sys_locale::get_locale().and_then(|tag| Lang::from_tag(&tag));
        // "C" and "POSIX" say nothing about a person's language.
        self.value("lang", "id|en", locale.unwrap_or_default(), Lang::from_tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, Usage> {
        Args::parse(line.split(' ').map(OsString::from)).map(|(args, _)| args).map_err(|(u, _)| u)
    }

    #[test]
    fn villages_takes_every_file_up_to_the_next_option() {
        let args = parse("new p.gpkg --villages a.shp b.shp --where KAB=Konsel").unwrap();
        assert_eq!(args.paths("villages"), [PathBuf::from("a.shp"), PathBuf::from("b.shp")]);
        assert_eq!(args.text("where").unwrap().unwrap(), "KAB=Konsel");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(parse("dance").unwrap_err(), Usage::UnknownCommand("dance".into()));
        assert_eq!(parse("list p.gpkg").unwrap_err(), Usage::MissingWord(crate::cli::look::WHAT));
        assert!(matches!(parse("undo p.gpkg --seed 3").unwrap_err(), Usage::UnknownOption { .. }));
        assert!(matches!(
            parse("classify p.gpkg --indicator x --classes many").unwrap().value(
                "classes",
                "2–9",
                5,
                |t| t.parse::<usize>().ok()
            ),
            Err(Usage::BadValue { .. })
        ));
    }
}
