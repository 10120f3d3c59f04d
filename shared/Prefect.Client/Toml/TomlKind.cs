namespace Prefect.Client.Toml;

internal enum TomlKind
{
    Text,
    Integer,
    Float,
    Boolean,
    DateTime,
}
