namespace Prefect.Shell;

/// <summary>A property has a value that cannot be used. Nothing was started.</summary>
public sealed class ShellConfigurationException : ArgumentException
{
    internal ShellConfigurationException(string field, string message, Exception? innerException = null)
        : base(message, innerException) => Field = field;

    /// <summary>The property that is to be changed, by its name in documents.</summary>
    public string Field { get; }
}
