//! The guide in English.

use crate::lang::Lang;
use crate::lang::guide::{Guide, GuidePage, GuideSay, GuideWord};
use crate::lang::number::count;

const L: Lang = Lang::En;

pub fn word(word: GuideWord) -> &'static str {
    match word {
        GuideWord::Title => "Guide to Kantong",
        GuideWord::GoodToKnow => "Good to know",
        GuideWord::SavePdf => "Save the guide (PDF)",
        GuideWord::PictureNote => "The pictures were made by Kantong from the (invented) sample.",
    }
}

pub fn say(say: &GuideSay) -> String {
    match say {
        GuideSay::PageOf { at, of } => format!("page {} of {}", count(L, *at), count(L, *of)),
        GuideSay::Matched { villages, of } => {
            format!("{} of {} villages", count(L, *villages), count(L, *of))
        }
    }
}

pub fn page(page: GuidePage) -> Guide {
    match page {
        GuidePage::Welcome => WELCOME,
        GuidePage::Data => DATA,
        GuidePage::Map => MAP,
        GuidePage::Pockets => POCKETS,
        GuidePage::Plan => PLAN,
        GuidePage::Meeting => MEETING,
    }
}

const WELCOME: Guide = Guide {
    title: "Begin",
    aim: "Kantong answers one question: which villages bear most, why, and what is built first. All of it runs on this computer, without internet.",
    steps: &[
        "Press “Open sample” to see every step with invented data.",
        "For your own data: drop the village boundaries (.shp with .dbf and .shx, GeoPackage, KML, or a zip) on the window.",
        "Check the regency and the number of villages that were read, then choose where the project is kept.",
        "Follow the five steps above from left to right: Data, Map, Pockets, Plan, Meeting.",
    ],
    notes: &[
        "A project is one .gpkg file. Every change is kept at once; Ctrl+Z takes it back, also tomorrow.",
        "Ctrl+K finds every action, village and indicator. F1 opens this guide.",
        "The sun button changes the look: light, dark, projector.",
    ],
};

const DATA: Guide = Guide {
    title: "1 Data",
    aim: "Tables of the offices come in as they are and are matched with the villages. What fits, what is unsure and what does not fit is seen before it is used.",
    steps: &[
        "Drop tables (.xlsx, .xls, .ods, .csv) on the window, several at once if you like.",
        "Look at the first 50 rows: village columns, year, unit and bad end were guessed. Change what is wrong.",
        "Press Import, then open the rows that are not sure. Take the suggestion, choose another village, or leave it.",
        "Open the findings: double codes, percents above 100, odd values, each with its own cell.",
        "Save a correction card for the office; a filled card is imported again.",
    ],
    notes: &[
        "Columns of names, NIK and addresses are not kept; lists of persons are counted per village.",
        "Empty is not zero. A village without data is hatched on the map and not counted.",
        "Decisions about matches are remembered for the next table.",
    ],
};

const MAP: Guide = Guide {
    title: "2 Map",
    aim: "One indicator, two at once, several maps side by side, or two times. The colours on the screen are those on paper.",
    steps: &[
        "Choose an indicator at the left. Map, legend, table and spread follow.",
        "Click a village: its number, its rank and its cell stand at the right.",
        "Choose “Two” for water × stunting: the dark corner marks villages that are heavy in both.",
        "Move the class borders under the spread, or choose how classes are cut.",
        "Save the picture (PNG, SVG, PDF) or its table (XLSX, CSV, GeoJSON).",
    ],
    notes: &[
        "Counts are drawn as circles, rates as colours: a large village is not many people.",
        "Filter, ruler and selection by box stand at the right of the map.",
    ],
};

const POCKETS: Guide = Guide {
    title: "3 Pockets",
    aim: "Finds groups of heavy villages that lie together, by a written rule that others can test.",
    steps: &[
        "Choose one or several indicators and their weights.",
        "Set the conditions: rate, count, services that lack, group. Each can be switched off.",
        "Press Compute. Pockets are numbered on the map; heavy villages that stand alone are marked too.",
        "Click a pocket or a village: “Why this village?” explains in sentences with their cells.",
        "Compare with another rule, look from year to year, or propose focus villages.",
    ],
    notes: &[
        "Groups are tested against 9,999 random orders; the seed is kept, so the result is the same again.",
        "Villages where few were measured are marked: their numbers change easily.",
        "On map, table and charts: click selects, drag draws a box (on the map with Shift), Shift adds.",
    ],
};

const PLAN: Guide = Guide {
    title: "4 Plan",
    aim: "With the money there is: where facilities are built so that most households are served, and how near that is to the best possible.",
    steps: &[
        "Choose the need (households without clean water, say) and types of facilities with price and capacity.",
        "Move the ceiling. Sites, households served and the proof are computed while it moves.",
        "Click a village to force or forbid it, and see what that wish costs.",
        "Pin plans as A, B, C and compare them on the map.",
        "Save the list of sites (XLSX), GeoJSON, or GPX for field devices.",
    ],
    notes: &[
        "Tab Programmes: the programmes of all offices come in here; it shows where they pile up and where none is, and each office's tasks with their deadlines.",
        "Tab Targets: the kabupaten's targets, the line to none of every village, change before and after a programme, and the villages that did best.",
        "“Proven best” means that no other set of sites within that money serves more.",
        "Distances are counted from the middle of the village's settlement; look at the place itself.",
    ],
};

const MEETING: Guide = Guide {
    title: "5 Meeting",
    aim: "From the same numbers: a show for the regent, a package for every office, a checklist for the subdistricts.",
    steps: &[
        "Make a story: extreme poverty, stunting and clean water, or the plan of public works. Its steps are filled from the project.",
        "Add steps of your own: set the map in step 2, 3 or 4, then “Keep the map's view”.",
        "Change title and sentence, move the order, remove what is not needed.",
        "Press F5 to present. Arrows or a clicker walk on, B darkens the screen, Esc ends.",
        "On a plan's step the up and down arrows move the ceiling before the hall.",
        "Make the meeting's package: atlas, slides, a folder per office, field check, minutes.",
    ],
    notes: &[
        "Sentences that nobody changed follow the project's numbers; what was written stays as written.",
        "The show uses no internet and shows no names of persons.",
        "H lists all keys of the show.",
    ],
};
