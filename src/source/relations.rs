//! How the parts of an Office workbook name each other.

use std::collections::BTreeMap;

use super::markup::{Attributes, Markup, Token, local, unescaped};
use super::workbook::{Package, why};
use crate::base::fault::{BookWhy, Stop};

const MAX_LINKS: usize = 10_000;

/// The part that is the workbook.
pub(super) fn start(package: &mut Package, usual: &str) -> Result<String, Stop> {
    let links = links(package, "_rels/.rels", "")?;
    let named = links.into_values().find(|link| link.kind.ends_with("/officeDocument"));
    let part = named.map(|link| link.target).filter(|part| package.has(part));
    let part = part.unwrap_or_else(|| usual.to_owned());
    if package.has(&part) { Ok(part) } else { Err(package.damaged(BookWhy::Part(part))) }
}

pub(super) struct Link {
    /// An address that ends in what the target is: `…/worksheet`.
    pub(super) kind: String,
    /// The name of a part.
    pub(super) target: String,
}

/// The links of a part by their ids.
pub(super) fn of(package: &mut Package, part: &str) -> Result<BTreeMap<String, Link>, Stop> {
    let (folder, name) = part.split_at(part.rfind('/').map_or(0, |at| at + 1));
    links(package, &format!("{folder}_rels/{name}.rels"), folder)
}

fn links(package: &mut Package, part: &str, folder: &str) -> Result<BTreeMap<String, Link>, Stop> {
    let mut links = BTreeMap::new();
    if !package.has(part) {
        return Ok(links);
    }
    elements(package, part, |name, attributes| {
        let text = |name: &[u8]| attributes.get(name).map(|v| unescaped(v).into_owned());
        if name == b"Relationship"
            && links.len() < MAX_LINKS
            && let (Some(id), Some(kind), Some(target)) =
                (text(b"Id"), text(b"Type"), text(b"Target"))
        {
            let target = target.replace('\\', "/");
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => plain(&format!("{folder}{target}")),
            };
            links.insert(id, Link { kind, target });
        }
    })?;
    Ok(links)
}

/// `xl/../a/./b` → `a/b`.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every start tag of a part that must be there.
pub(super) fn elements(
    package: &mut Package,
    part: &str,
    mut each: impl FnMut(&[u8], Attributes<'_>),
) -> Result<(), Stop> {
    let damaged = |package: &Package, why| Err(package.damaged(why));
    let Some(stream) = package.part(part)? else {
        return damaged(package, BookWhy::Part(part.to_owned()));
    };
    let mut markup = Markup::new(stream);
    loop {
        match markup.next() {
            Ok(Token::Open { name, attributes, .. }) => each(local(name), attributes),
            Ok(Token::End) => return Ok(()),
            Ok(Token::Close(_) | Token::Text(_) | Token::Plain(_)) => {}
            Err(error) => {
                drop(markup);
                return damaged(package, why(&error, part));
            }
        }
    }
}
