namespace Prefect.Aws;

/// <summary>A state that a flow run is to be in.</summary>
internal sealed record ObservedState(string Type, string Name, string Message)
{
    public static ObservedState Crashed(string message) => new("CRASHED", "Crashed", message);

    public static ObservedState InfrastructurePending(string message) => new("PENDING", "InfrastructurePending", message);
}
