namespace Prefect.Schema;

internal enum JsonKind
{
    Null,
    True,
    False,
    Number,
    Text,
    List,
    Object,
}
