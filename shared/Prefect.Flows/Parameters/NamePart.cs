namespace Prefect.Flows;

/// <summary>A piece of a template: text as it stands, or a field.</summary>
internal readonly record struct NamePart(string? Text, NameField? Field);
