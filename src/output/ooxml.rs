//! What PPTX and DOCX share: XML text that any name can stand in, and the package around it.

use super::zip::Zip;
use crate::base::fault::Stop;

pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Escaped for text and attributes. What XML forbids is left out; a sign that turns the writing
/// direction is shown as a box instead of obeyed.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push('␦');
            }
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a piece of XML.
pub fn put(text: &mut String, piece: String) {
    text.push_str(&piece);
}

/// A picture by its first bytes: ending and MIME type.
pub fn picture_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(("png", "image/png"))
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(("jpg", "image/jpeg"))
    } else {
        None
    }
}

/// Width and height of a PNG or JPEG, as its head says.
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (ending, _) = picture_kind(bytes)?;
    let size = if ending == "png" {
        let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        (side(16)?, side(20)?)
    } else {
        jpeg_size(bytes)?
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// From the first frame header.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let two = |at: usize| Some(u32::from(*bytes.get(at)?) << 8 | u32::from(*bytes.get(at + 1)?));
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        let frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if frame {
            return Some((two(at + 7)?, two(at + 5)?));
        }
        at += 2 + two(at + 2)?.max(2) as usize;
    }
}

/// Relations of one part: ids are `rId1`, `rId2`… in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Relations(Vec<(String, String)>);

impl Relations {
    /// Adds a relation; its id. `kind` is the last word of its type.
    pub fn add(&mut self, kind: &str, target: &str) -> String {
        self.0.push((kind.to_owned(), target.to_owned()));
        format!("rId{}", self.0.len())
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (i, (kind, target)) in self.0.iter().enumerate() {
            let base = match kind.as_str() {
                "metadata/core-properties" => {
                    "http://schemas.openxmlformats.org/package/2006/relationships/"
                }
                _ => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
            };
            put(
                &mut text,
                format!(
                    "<Relationship Id=\"rId{}\" Type=\"{base}{kind}\" Target=\"{target}\"/>",
                    i + 1
                ),
            );
        }
        text.push_str("</Relationships>");
        text
    }
}

/// The parts of a paper, in order, and what each is.
#[derive(Debug, Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    kinds: Vec<(String, String)>,
}

impl Package {
    /// A part with its content type; `kind` empty for what is known by its ending.
    pub fn add(&mut self, path: &str, kind: &str, content: impl Into<Vec<u8>>) {
        if !kind.is_empty() {
            self.kinds.push((path.to_owned(), kind.to_owned()));
        }
        self.parts.push((path.to_owned(), content.into()));
    }

    /// The relations of a part.
    pub fn relate(&mut self, path: &str, relations: &Relations) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.parts.push((format!("{folder}_rels/{name}.rels"), relations.text().into_bytes()));
    }

    /// Title, author and date, and the relations of the whole.
    pub fn about(&mut self, main: &str, title: &str, author: &str, date: &str) {
        let day = date.get(..10).unwrap_or("2000-01-01");
        let core = format!(
            "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
             <dc:creator>{}</dc:creator><dc:language>id-ID</dc:language>\
             <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified>\
             </cp:coreProperties>",
            xml(title),
            xml(author)
        );
        let kind = "application/vnd.openxmlformats-package.core-properties+xml";
        self.add("docProps/core.xml", kind, core);
        let mut relations = Relations::default();
        relations.add("officeDocument", main);
        relations.add("metadata/core-properties", "docProps/core.xml");
        self.parts.push(("_rels/.rels".to_owned(), relations.text().into_bytes()));
    }

    /// The bytes of the whole paper.
    ///
    /// # Errors
    /// As [`Zip::add`].
    pub fn finish(self) -> Result<Vec<u8>, Stop> {
        let mut types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>\
             <Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
        );
        for (path, kind) in &self.kinds {
            put(&mut types, format!("<Override PartName=\"/{path}\" ContentType=\"{kind}\"/>"));
        }
        types.push_str("</Types>");
        let mut zip = Zip::default();
        zip.add("[Content_Types].xml", types.as_bytes())?;
        for (path, content) in &self.parts {
            zip.add(path, content)?;
        }
        Ok(zip.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_can_stand_in_the_xml() {
        assert_eq!(xml("<a>&\"'\u{0}\u{1b}]]>"), "&lt;a&gt;&amp;&quot;&apos;]]&gt;");
        assert_eq!(xml("de\u{202e}sa\u{2066}"), "de␦sa␦");
        assert_eq!(xml("a\nb"), "a b");
    }

    #[test]
    fn a_picture_tells_its_size() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 7, 0, 0, 0, 9]);
        assert_eq!(picture_size(&png), Some((7, 9)));
        let jpeg =
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 9, 0, 7, 1, 0, 0, 0];
        assert_eq!(picture_size(&jpeg), Some((7, 9)));
        assert_eq!(picture_size(b"GIF89a"), None);
        assert_eq!(picture_size(&[0xFF, 0xD8, 0xFF]), None);
    }
}
