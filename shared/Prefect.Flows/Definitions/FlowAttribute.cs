namespace Prefect.Flows;

/// <summary>
/// Makes a flow of a method: <c>LoadAsync</c> stays what it is, and the type is given a member <c>LoadFlow</c> beside it. The type
/// is partial, and the method has at most eight parameters and a token, none of them by reference.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FlowAttribute : DefinitionAttribute;
