namespace Prefect.Dbt;

/// <summary>Properties of a block contradict each other, or one has a value that cannot be used. Nothing was sent or run.</summary>
public sealed class DbtConfigurationException : ArgumentException
{
    internal DbtConfigurationException(string field, string message, Exception? innerException = null)
        : base(message, innerException) => Field = field;

    /// <summary>The property that is to be changed, by its name in documents; else the variable of the environment.</summary>
    public string Field { get; }
}
