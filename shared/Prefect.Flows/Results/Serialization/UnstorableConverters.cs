using System.Text.Json;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Refuses, in words that help, what cannot be kept or must not be.</summary>
internal sealed class UnstorableConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => Reason(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        new Refusal($"The result holds a {typeToConvert}: {Reason(typeToConvert)}");

    private static string? Reason(Type type)
    {
        if (type == typeof(SecretString) || type == typeof(SecretBytes) || type == typeof(SecretDictionary) || type == typeof(SecretJson))
        {
            return "a secret is not written to a storage. Return the block that holds it, or do not keep this result.";
        }

        if (typeof(Stream).IsAssignableFrom(type) || IsAsyncSequence(type))
        {
            return "a stream can be read only once. Return what it holds, or do not keep this result.";
        }

        bool isRunning = typeof(Task).IsAssignableFrom(type) || typeof(TaskFuture).IsAssignableFrom(type) || typeof(State).IsAssignableFrom(type);
        return isRunning ? "await it and return its result."
            : typeof(Delegate).IsAssignableFrom(type) || type == typeof(CancellationToken) ? "code cannot be kept. Return data."
            : null;
    }

    private static bool IsAsyncSequence(Type type) =>
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        || Array.Exists(Interfaces(type), static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));

#pragma warning disable IL2070 // An interface that was trimmed away was used nowhere.
    private static Type[] Interfaces(Type type) => type.GetInterfaces();
#pragma warning restore IL2070

    private sealed class Refusal(string reason) : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) => true;

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new ResultSerializationException(reason);

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            throw new ResultSerializationException(reason);
    }
}
