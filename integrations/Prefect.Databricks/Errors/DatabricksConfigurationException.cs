namespace Prefect.Databricks;

/// <summary>Properties of a block contradict each other, or one has a value that cannot be used. No request was sent.</summary>
public sealed class DatabricksConfigurationException : ArgumentException
{
    internal DatabricksConfigurationException(string field, string message, Exception? innerException = null)
        : base(message, innerException) => Field = field;

    /// <summary>The property that is to be changed, by its name in documents.</summary>
    public string Field { get; }
}
