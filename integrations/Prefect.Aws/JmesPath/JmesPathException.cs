namespace Prefect.Aws;

/// <summary>A query is not written as JMESPath wants it, or asks of the data what they do not have.</summary>
/// <param name="message">What is wrong and where.</param>
/// <param name="position">Where, counted in characters from 0.</param>
public sealed class JmesPathException(string message, int position) : ArgumentException(message)
{
    /// <summary>Where the error stands, counted in characters from 0.</summary>
    public int Position { get; } = position;
}
