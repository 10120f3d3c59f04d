namespace Prefect.Flows;

/// <summary>
/// Makes a task of a method: <c>CountLinesAsync</c> stays what it is, and the type is given a member <c>CountLinesTask</c> beside
/// it. The type is partial, and the method has at most eight parameters and a token, none of them by reference.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FlowTaskAttribute : DefinitionAttribute
{
    /// <summary>Labels of every run.</summary>
    public string[] Tags { get; set; } = [];
}
