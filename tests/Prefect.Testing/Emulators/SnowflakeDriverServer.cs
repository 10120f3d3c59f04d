using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The vendor's own driver for Node, behind HTTP: it signs in to a peer and runs a query, so that what it sends can be compared.</summary>
public sealed class SnowflakeDriverServer : EmulatorServer
{
    /// <summary>Prepares the driver where the install script puts it.</summary>
    public SnowflakeDriverServer()
        : base(new EmulatorInstallation("snowflake-driver"))
    {
    }

    /// <summary>Signs in, runs a query, and closes the session.</summary>
    /// <param name="options">What the driver is told of the connection, by its own names.</param>
    /// <param name="sql">The query.</param>
    /// <param name="binds">Values for its question marks.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The rows, as the driver gives them.</returns>
    /// <exception cref="InvalidDataException">The driver failed; the message holds what it said.</exception>
    public async Task<JsonElement> RunAsync(JsonObject options, string sql, JsonArray binds, CancellationToken cancellationToken = default)
    {
        JsonObject request = new() { ["options"] = options, ["sql"] = sql, ["binds"] = binds };
        using StringContent content = new(request.ToJsonString());
        using HttpResponseMessage answer = await Http.PostAsync(Endpoint, content, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text).GetProperty("rows") : throw new InvalidDataException(text);
    }
}
