namespace Prefect.Gcp;

/// <summary>A parameter of a query, which is <c>@name</c> there.</summary>
/// <param name="Name">Its name, without the <c>@</c>.</param>
/// <param name="Type">Its type, such as <c>"STRING"</c>.</param>
/// <param name="Value">Its value: of the .NET type that goes with the type, or its text in the service's form; null for none.</param>
public sealed record BigQueryParameter(string Name, BigQueryType Type, object? Value)
{
    /// <summary>Gives name and type; the value may be nobody's business.</summary>
    public override string ToString() => $"BigQueryParameter {{ Name = {Name}, Type = {Type} }}";
}
