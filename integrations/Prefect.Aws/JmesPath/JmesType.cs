namespace Prefect.Aws;

/// <summary>What functions of JMESPath take.</summary>
[Flags]
internal enum JmesType
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    String = 8,
    Array = 16,
    Object = 32,
    Expression = 64,
    ArrayOfNumbers = 128,
    ArrayOfStrings = 256,
    Any = Null | Boolean | Number | String | Array | Object,
}
