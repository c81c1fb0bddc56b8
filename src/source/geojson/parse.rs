//! The JSON of GeoJSON as a stream: objects into `Node`s, features straight into the sink.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Coordinates, Node, Sink};

/// Reads one object; with a sink, its `features` go there one by one.
pub(super) struct Seed<'s, 'a>(pub(super) Option<&'s mut Sink<'a>>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Node, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of GeoJSON")
    }

    /// `"geometry": null`.
    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::default())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Node, A::Error> {
        let mut node = Node::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => node.kind = map.next_value::<Value>()?.as_str().map(str::to_owned),
                "features" => match &mut self.0 {
                    Some(sink) => {
                        map.next_value_seed(Features(sink))?;
                        node.features = true;
                    }
                    None => _ = map.next_value::<IgnoredAny>()?,
                },
                "geometry" => node.geometry = Some(Box::new(map.next_value_seed(Seed(None))?)),
                "geometries" => node.geometries = map.next_value_seed(Geometries)?,
                "coordinates" => node.coordinates = map.next_value()?,
                "properties" => node.properties = map.next_value_seed(Properties)?,
                "id" => node.id = Some(map.next_value::<Value>()?).filter(|id| !id.is_null()),
                "crs" => node.crs = Some(map.next_value()?),
                "attributes" | "rings" | "paths" | "geometryType" => {
                    map.next_value::<IgnoredAny>()?;
                    node.esri = true;
                }
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(node)
    }
}

struct Features<'s, 'a>(&'s mut Sink<'a>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(node) = seq.next_element_seed(Seed(None))? {
            self.0.feature(node);
            self.0.canceled |= self.0.progress.step().is_err();
            if self.0.canceled || self.0.too_wide {
                return Err(de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

struct Geometries;

impl<'de> DeserializeSeed<'de> for Geometries {
    type Value = Vec<Node>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Vec<Node>, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Geometries {
    type Value = Vec<Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of geometries")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Vec<Node>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Node>, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = seq.next_element_seed(Seed(None))? {
            nodes.push(node);
        }
        Ok(nodes)
    }
}

struct Properties;

impl<'de> DeserializeSeed<'de> for Properties {
    type Value = Vec<(String, Value)>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Self::Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Properties {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = map.next_entry::<String, Value>()? {
            all.push(entry);
        }
        Ok(all)
    }
}

impl<'de> serde::Deserialize<'de> for Coordinates {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(CoordinatesVisitor)
    }
}

struct CoordinatesVisitor;

impl<'de> Visitor<'de> for CoordinatesVisitor {
    type Value = Coordinates;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Coordinates, E> {
        Ok(Coordinates::Nothing)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(value as f64))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(value as f64))
    }

    fn visit_bool<E: de::Error>(self, _value: bool) -> Result<Coordinates, E> {
        Ok(Coordinates::Nothing)
    }

    fn visit_str<E: de::Error>(self, _value: &str) -> Result<Coordinates, E> {
        Ok(Coordinates::Nothing)
    }

    /// Numbers make a position; heights and what follows are left out.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Coordinates, A::Error> {
        let Some(first) = seq.next_element()? else { return Ok(Coordinates::List(Vec::new())) };
        let Coordinates::Number(x) = first else {
            let mut all = vec![first];
            while let Some(next) = seq.next_element()? {
                all.push(next);
            }
            return Ok(Coordinates::List(all));
        };
        let second: Option<Coordinates> = seq.next_element()?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(match second {
            Some(Coordinates::Number(y)) => Coordinates::Position([x, y]),
            _ => Coordinates::Nothing,
        })
    }
}
