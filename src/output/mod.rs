//! What leaves: the map as a scene (for screen and paper alike), pictures and tables. No window.
