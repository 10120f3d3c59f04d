using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names how the parts of a filter go together.</summary>
[JsonConverter(typeof(FilterOperatorName))]
public enum FilterOperator
{
    /// <summary>All of them hold.</summary>
    And,

    /// <summary>At least one of them holds.</summary>
    Or,
}
