namespace Prefect.Client;

/// <summary>Names the places a setting can come from, weakest first: of two sources the greater one wins.</summary>
public enum SettingSource
{
    /// <summary>Nobody set it; the built-in or derived default holds.</summary>
    Default,

    /// <summary>The profile in use, from the profiles file.</summary>
    Profile,

    /// <summary>Section <c>[tool.prefect]</c> of <c>pyproject.toml</c> in the current folder.</summary>
    PyprojectToml,

    /// <summary><c>prefect.toml</c> in the current folder.</summary>
    PrefectToml,

    /// <summary><c>.env</c> in the current folder.</summary>
    DotEnv,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>Given in code or on the command line.</summary>
    Explicit,
}
