namespace Prefect.Databricks;

/// <summary>A value that the service names.</summary>
internal interface INamedValue<TSelf>
    where TSelf : struct, INamedValue<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
}
