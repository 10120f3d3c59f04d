namespace Prefect.Flows;

/// <summary>A task failed in another process with an exception that cannot be made again in this one.</summary>
public sealed class RemoteTaskException : FlowException
{
    internal RemoteTaskException(string typeName, string message, Exception? inner)
        : base($"{typeName}: {message}", inner)
    {
        TypeName = typeName;
    }

    /// <summary>Full name of the exception's type.</summary>
    public string TypeName { get; }
}
