using Prefect.Blocks;
using Prefect.DbtScript;

namespace Prefect.Dbt.Tests.Core;

/// <summary>A test with a scripted dbt.</summary>
public abstract class CoreTest : IDisposable
{
    private protected const string Password = "mango-dbt-core-5530";

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ScriptedDbt Dbt { get; } = new(new DbtPlan
    {
        Nodes = [new("seed.shop.raw"), new("model.shop.orders") { DependsOn = ["seed.shop.raw"] }, new("test.shop.unique_orders.1a2b") { DependsOn = ["model.shop.orders"] }],
    });

    private protected string ProfilesPath => Path.Combine(Dbt.ProfilesDir, "profiles.yml");

    private protected static DbtCliProfile Profile => new()
    {
        Name = "shop",
        Target = "dev",
        TargetConfigs = new TargetConfigs { Type = "redshift", Schema = "marts", Extras = new SecretDictionary { { "password", Password } } },
    };

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Dbt.Dispose();
    }
}
