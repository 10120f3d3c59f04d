namespace Prefect.Flows;

/// <summary>Gives what a name in a template stands for.</summary>
/// <param name="name">The name.</param>
/// <param name="value">What it stands for.</param>
/// <returns>Whether there is such a name.</returns>
internal delegate bool TemplateLookup(string name, out object? value);
