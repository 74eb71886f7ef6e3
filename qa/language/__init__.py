"""The one spaCy pipeline that reads releases and questions alike, one component a file."""
