namespace Prefect.DbtScript;

/// <summary>A node, and what becomes of it.</summary>
/// <param name="UniqueId">Its id, such as <c>model.shop.orders</c>.</param>
public sealed record ScriptedNode(string UniqueId)
{
    /// <summary>How it ends, in each run: the last holds for all later ones. Default: as such nodes do that end well.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>What the database says, or why it failed.</summary>
    public string? Message { get; init; }

    /// <summary>Ids of what it builds on.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>How it is made.</summary>
    public string Materialized { get; init; } = "view";

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is said about it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Notes of the project's authors.</summary>
    public IReadOnlyDictionary<string, object> Meta { get; init; } = new Dictionary<string, object>();

    /// <summary>What is logged for it in between.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>File that it waits for before it ends; null for none.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Code that was compiled for it.</summary>
    public string? CompiledCode { get; init; }

    public string Kind => UniqueId.Split('.')[0];

    public string Name => UniqueId.Split('.') is { Length: > 3 } parts && Kind == "source" ? parts[3] : UniqueId.Split('.')[2];

    public string? RelationName => Kind is "model" or "seed" or "snapshot" or "source" && Materialized != "ephemeral" ? $"\"shop\".\"main\".\"{Name}\"" : null;

    public string StatusOf(int call) =>
        Statuses.Count > 0 ? Statuses[Math.Min(call, Statuses.Count) - 1] : Kind is "test" or "unit_test" or "source" ? "pass" : "success";
}
