namespace Prefect.Flows;

/// <summary>One step from a value to one inside it.</summary>
/// <param name="Name">Name of a member, or the key.</param>
/// <param name="IsKey">Whether it stood in brackets.</param>
internal readonly record struct NameStep(string Name, bool IsKey);
