namespace Prefect.Snowflake;

/// <summary>What is to be a private key is none in PEM form: a header, lines of base64 and a footer.</summary>
public sealed class InvalidPemFormatException : FormatException
{
    internal InvalidPemFormatException(string message)
        : base(message)
    {
    }
}
