using System.Security.Cryptography;
using Prefect.Client;

namespace Prefect.Blocks.Tests.Stores;

public sealed class ConfiguredStoreTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private readonly List<IBlockStore> _stores = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (IBlockStore store in _stores)
        {
            await store.DisposeAsync();
        }

        await _folder.DisposeAsync();
    }

    [Fact]
    public async Task Without_an_API_address_the_store_is_in_the_home_folder_and_opened_once()
    {
        IBlockStore store = Current();

        Current().ShouldBeSameAs(store);
        await store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");
        store.Location.ShouldContain(_folder.Home);
        File.Exists(Path.Combine(_folder.Home, "dotnet", "store.db")).ShouldBeTrue();
        Directory.EnumerateFiles(_folder.Keys).Count().ShouldBe(1);
        File.Exists(Path.Combine(_folder.Home, "prefect.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_may_come_from_the_settings()
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        IBlockStore store = Current(("PREFECT_DOTNET_KEY_RING", $"mine:{key}"));

        await store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        Directory.Exists(_folder.Keys).ShouldBeFalse();
    }

    [Fact]
    public void A_server_is_refused_with_what_to_unset()
    {
        BlockStoreException exception = Should.Throw<BlockStoreException>(
            () => Current(("PREFECT_API_URL", "http://user:hunter2@127.0.0.1:4200/api")));

        exception.Message.ShouldContain("127.0.0.1:4200");
        exception.Message.ShouldContain("Unset PREFECT_API_URL");
        exception.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_store_that_failed_to_open_is_tried_again()
    {
        string blocked = Path.Combine(_folder.Home, "dotnet");
        File.WriteAllText(blocked, "");
        Should.Throw<BlockStoreException>(() => Current());

        File.Delete(blocked);

        Current().ShouldNotBeNull();
    }

    private IBlockStore Current(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["PREFECT_HOME"] = _folder.Home };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        PrefectSettings settings = PrefectSettings.Load(new SettingsLoadOptions
        {
            Environment = environment,
            CurrentDirectory = _folder.Home,
            UserDirectory = _folder.Home,
        });
        using (PrefectSettings.Use(settings))
        {
            IBlockStore store = BlockStore.Current;
            _stores.Add(store);
            return store;
        }
    }
}
