namespace Prefect.Sql;

/// <summary>A statement and the values for its parameters do not go together. Nothing was sent.</summary>
public sealed class SqlParameterException : ArgumentException
{
    internal SqlParameterException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
