using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Databricks.Tests.Models;

public sealed class ModelTests
{
    // Written as what they hold: texts, lists and objects.
    private static readonly string[] s_folded = ["ClusterTag", "ParameterPair", "SparkConfPair", "SparkEnvPair"];

    private static readonly Dictionary<string, string> s_renamed = new() { ["Error"] = "DatabricksError", ["OnSucces"] = "OnSuccessItem" };

    public static TheoryData<string> Models => [.. GoldenFacts.Models.Keys.Except(s_folded)];

    public static TheoryData<string> Enums => [.. GoldenFacts.Enums.Keys.Except(["CanManage", "CanManageRun", "CanView", "IsOwner"])];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_has_the_documented_fields_by_their_names(string name)
    {
        Type type = TypeOf(name);
        JsonTypeInfo info = DatabricksWire.Options.GetTypeInfo(type);

        string[] names = type == typeof(DockerBasicAuth)
            ? ["password", "username"]
            : [.. info.Properties.Where(static property => property is { IsExtensionData: false, Get: not null }).Select(static property => property.Name)];

        GoldenFacts.Models[name].Except(names).ShouldBeEmpty();
        names.Except(GoldenFacts.Models[name]).ShouldBeSubsetOf(["repair_history", "access_control_list"]);
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void A_set_of_values_has_the_documented_ones(string name)
    {
        Type type = TypeOf(name);

        string[] values = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(static property => property.GetValue(null)!.ToString()!)];

        values.ShouldBe(GoldenFacts.Enums[name], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_keeps_what_it_does_not_know(string name)
    {
        Type type = TypeOf(name);
        const string document = """{"field_of_tomorrow":{"a":[1,null,{"b":"c"}]},"another":7}""";

        object model = JsonSerializer.Deserialize(document, DatabricksWire.Options.GetTypeInfo(type))!;

        ((DatabricksModel)model).Extra!["another"]!.GetValue<int>().ShouldBe(7);
        string sent = JsonSerializer.Serialize(model, DatabricksWire.Options.GetTypeInfo(type));
        sent.ShouldContain("""
            "field_of_tomorrow":{"a":[1,null,{"b":"c"}]},"another":7
            """);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_gives_back_each_field_as_it_was_read(string name)
    {
        Type type = TypeOf(name);
        JsonTypeInfo info = DatabricksWire.Options.GetTypeInfo(type);
        JsonNode document = Sample(type);

        object model = JsonSerializer.Deserialize(document, info)!;

        foreach (JsonPropertyInfo property in info.Properties.Where(static property => property is { IsExtensionData: false, Get: not null }))
        {
            property.Get!(model).ShouldNotBeNull(property.Name);
        }

        string written = ((DatabricksModel)model).ToJson().ToJsonString();
        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(document.ToJsonString())).ShouldBeTrue(written);
    }

    [Fact]
    public void A_model_is_made_of_what_no_task_gives_and_refuses_what_is_another()
    {
        ClusterLibraryStatuses statuses = DatabricksModel.FromJson<ClusterLibraryStatuses>(
            JsonNode.Parse("""{"cluster_id":"c","library_statuses":[{"status":"INSTALLED","library":{"pypi":{"package":"dbt"}}}],"tomorrow":1}""")!.AsObject());

        statuses.LibraryStatuses!.Single().Library!.Pypi!.Package.ShouldBe("dbt");
        statuses.ToJson()["tomorrow"]!.GetValue<int>().ShouldBe(1);
        Should.Throw<JsonException>(() => DatabricksModel.FromJson<ClusterInfo>(new() { ["num_workers"] = "many" }));
        Should.Throw<ArgumentNullException>(() => DatabricksModel.FromJson<ClusterInfo>(null!));
    }

    [Fact]
    public void A_value_of_tomorrow_is_kept()
    {
        RunState state = JsonSerializer.Deserialize("""{"life_cycle_state":"QUEUED","result_state":"SUCCESS_WITH_FAILURES"}""", DatabricksWire.Type<RunState>())!;

        state.LifeCycleState!.Value.Value.ShouldBe("QUEUED");
        JsonSerializer.Serialize(state, DatabricksWire.Type<RunState>()).ShouldBe("""{"life_cycle_state":"QUEUED","result_state":"SUCCESS_WITH_FAILURES"}""");
    }

    [Fact]
    public void A_model_is_written_without_what_is_null_and_with_the_services_names()
    {
        JobSettings settings = new()
        {
            Name = "nightly",
            Format = JobFormat.MultiTask,
            Tags = new() { ["team"] = "harbour", ["none"] = null },
            Tasks =
            [
                new()
                {
                    TaskKey = "models",
                    DbtTask = new() { Commands = ["dbt run"], Schema = "gold" },
                    DependsOn = [new() { TaskKey = "load" }],
                    Libraries = [new() { Pypi = new() { Package = "dbt-databricks>=1.7" } }],
                    NewCluster = new()
                    {
                        SparkVersion = "13.3.x-scala2.12",
                        SparkConf = new() { ["a"] = "b", ["inner"] = new JsonObject { ["null"] = null, ["list"] = new JsonArray(null, new JsonObject { ["null"] = null }) } },
                        InitScripts = [new() { S3 = new() { Destination = "s3://scripts/a.sh" } }],
                        AwsAttributes = new() { Availability = AwsAvailability.SpotWithFallback },
                    },
                },
            ],
        };

        DatabricksWire.Write(settings).ToJsonString().ShouldBe(
            """{"format":"MULTI_TASK","name":"nightly","tags":{"team":"harbour"},"tasks":[{"dbt_task":{"commands":["dbt run"],"schema":"gold"},"depends_on":[{"task_key":"load"}],"libraries":[{"pypi":{"package":"dbt-databricks\u003E=1.7"}}],"new_cluster":{"aws_attributes":{"availability":"SPOT_WITH_FALLBACK"},"init_scripts":[{"S3":{"destination":"s3://scripts/a.sh"}}],"spark_conf":{"a":"b","inner":{"list":[null,{}]}},"spark_version":"13.3.x-scala2.12"},"task_key":"models"}]}""");
    }

    [Fact]
    public void What_the_service_writes_otherwise_than_documented_is_read()
    {
        Run run = JsonSerializer.Deserialize(
            """{"run_id":"455644833","run_name":7,"tasks":[{"new_cluster":{"custom_tags":{"a":1}}}],"cluster_spec":{}}""", DatabricksWire.Type<Run>())!;
        SqlOutput list = JsonSerializer.Deserialize(
            """{"query_output":{"sql_statements":[{"lookup_key":"a"},{"lookup_key":"b"}]},"dashboard_output":{"widgets":{"widget_id":"w"}}}""", DatabricksWire.Type<SqlOutput>())!;

        run.RunId.ShouldBe(455644833);
        run.RunName.ShouldBe("7");
        list.QueryOutput!.SqlStatements!.Select(static statement => statement.LookupKey).ShouldBe(["a", "b"]);
        list.DashboardOutput!.Widgets!.Single().WidgetId.ShouldBe("w");
    }

    [Fact]
    public void The_password_of_a_registry_is_sent_and_nowhere_printed()
    {
        DockerImage image = new() { Url = "registry/image", BasicAuth = new() { Username = "me", Password = "registry-password-6b2e", Extra = new() { ["more"] = 1 } } };

        image.ToString().ShouldNotContain("registry-password-6b2e");
        JsonSerializer.Serialize(image.BasicAuth).ShouldNotContain("registry-password-6b2e");
        string sent = DatabricksWire.Write(new ClusterAttributes { DockerImage = image }).ToJsonString();
        sent.ShouldBe("""{"docker_image":{"basic_auth":{"more":1,"username":"me","password":"registry-password-6b2e"},"url":"registry/image"}}""");
        ClusterAttributes read = JsonSerializer.Deserialize(sent, DatabricksWire.Type<ClusterAttributes>())!;
        read.DockerImage!.BasicAuth!.Password!.Value.Reveal().ShouldBe("registry-password-6b2e");
        read.DockerImage.BasicAuth.Extra!.ToJsonString().ShouldBe("""{"more":1}""");
    }

    [Fact]
    public void Who_may_do_what_is_written_by_kind()
    {
        AccessControlList list = new()
        {
            Requests =
            [
                new AccessControlRequestForUser { UserName = "a@b.org", PermissionLevel = PermissionLevel.IsOwner },
                new AccessControlRequestForGroup { GroupName = "crew", PermissionLevel = PermissionLevelForGroup.CanView },
            ],
        };

        string sent = DatabricksWire.Write(list).ToJsonString();

        sent.ShouldBe("""{"access_control_list":[{"permission_level":"IS_OWNER","user_name":"a@b.org"},{"group_name":"crew","permission_level":"CAN_VIEW"}]}""");
        JsonSerializer.Deserialize(sent, DatabricksWire.Type<AccessControlList>())!.Requests![1].Extra!["group_name"]!.GetValue<string>().ShouldBe("crew");
    }

    [Fact]
    public void A_copy_with_another_value_leaves_the_original_alone()
    {
        JobSettings first = new() { Name = "a", Extra = new() { ["queue"] = new JsonObject { ["enabled"] = true } } };
        JobSettings second = first with { Name = "b", Extra = new() { ["queue"] = null } };

        DatabricksWire.Write(first).ToJsonString().ShouldBe("""{"name":"a","queue":{"enabled":true}}""");
        DatabricksWire.Write(second).ToJsonString().ShouldBe("""{"name":"b"}""");
    }

    // A document of a type with each field in it.
    private static JsonNode Sample(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => JsonValue.Create("text ü"),
            _ when plain == typeof(int) => JsonValue.Create(7),
            _ when plain == typeof(long) => JsonValue.Create(1L << 50),
            _ when plain == typeof(double) => JsonValue.Create(1.5),
            _ when plain == typeof(bool) => JsonValue.Create(true),
            _ when plain == typeof(JsonObject) || plain == typeof(JsonNode) => new JsonObject { ["a"] = "b" },
            _ when plain == typeof(DockerBasicAuth) => new JsonObject { ["username"] = "u", ["password"] = "password-of-a-sample-41c9" },
            _ when plain.IsValueType => JsonValue.Create("VALUE_OF_TOMORROW"),
            _ when plain.IsGenericType => new JsonArray(Sample(plain.GetGenericArguments()[0])),
            _ => new JsonObject(DatabricksWire.Options.GetTypeInfo(plain).Properties
                .Where(static property => property is { IsExtensionData: false, Get: not null })
                .Select(static property => KeyValuePair.Create<string, JsonNode?>(property.Name, Sample(property.PropertyType)))),
        };
    }

    private static Type TypeOf(string name) =>
        typeof(Run).Assembly.GetType($"Prefect.Databricks.{s_renamed.GetValueOrDefault(name, name)}").ShouldNotBeNull(name);
}
