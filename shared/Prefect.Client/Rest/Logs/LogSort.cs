using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the orders that logs can be listed in.</summary>
[JsonConverter(typeof(WireName<LogSort>))]
public enum LogSort
{
    /// <summary>The earliest first.</summary>
    TimestampAsc,

    /// <summary>The latest first.</summary>
    TimestampDesc,
}
