using System.Diagnostics;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Telemetry;

public sealed class SqlTelemetryTests : SqlTest
{
    [Fact]
    public async Task Statement_is_traced_without_its_text_and_values()
    {
        const string Value = "canary-of-a-value-3Tx";
        string token = Guid.NewGuid().ToString();
        using CapturedActivities captured = new("Prefect.Sql");
        await using SqlAlchemyConnector connector = Sqlite();

        await connector.FetchOneAsync("SELECT :value", With(("value", Value)), new() { LoggingToken = token }, Token);
        await Should.ThrowAsync<SqlDatabaseException>(
            () => connector.ExecuteAsync($"SELECT '{Value}' FROM nowhere", options: new() { LoggingToken = token }, cancellationToken: Token));

        Activity[] activities = [.. captured.Activities.Where(activity => Equals(activity.GetTagItem("prefect.sql.logging_token"), token))];
        activities.Select(activity => activity.DisplayName).ShouldBe(["sqlite.Query", "sqlite.Execute"]);
        activities.ShouldAllBe(activity => Equals(activity.GetTagItem("db.system.name"), "sqlite"));
        activities[1].GetTagItem("error.type").ShouldBe("SQLITE-1");
        activities[1].Status.ShouldBe(ActivityStatusCode.Error);
        foreach (Activity activity in activities)
        {
            string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Value}")).ShouldNotContain(Value);
        }
    }
}
