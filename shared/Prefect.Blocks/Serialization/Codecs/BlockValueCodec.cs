using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>
/// Blocks held by another: of one type, of one of several, or of any type that a base or interface has. The slug in the
/// document says which; where it says nothing, the members are tried in order.
/// </summary>
/// <param name="members">The types that are tried.</param>
/// <param name="isOpen">Whether types besides the members may stand there too, if they fit <typeparamref name="T"/>.</param>
internal sealed class BlockValueCodec<T>(Func<IReadOnlyList<BlockType>> members, bool isOpen) : BlockCodec<T>
    where T : class
{
    private IReadOnlyList<BlockType>? _members;

    private IReadOnlyList<BlockType> Members => _members ??= members();

    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        BlockDocument? document = session.TakeReference();
        if (element.ValueKind != JsonValueKind.Object)
        {
            session.Report(Expected(), element);
            return false;
        }

        if (!session.TryDescend())
        {
            return false;
        }

        Block? block = element.TryGetProperty("$ref"u8, out _)
            ? ReadReferred(document, session)
            : ReadHere(element, document, session);
        session.Ascend();
        value = block as T;
        return value is not null;
    }

    public override void Write(BlockWriter writer, T value) => writer.WriteNested((Block)(object)value);

    private Block? ReadReferred(BlockDocument? document, BlockReadSession session)
    {
        if (document is null)
        {
            session.Report(Expected(), "a reference to a document that is not there");
            return null;
        }

        using JsonDocument json = BlockJson.Parse(document);
        return ReadHere(json.RootElement, document, session);
    }

    private Block? ReadHere(JsonElement element, BlockDocument? document, BlockReadSession session)
    {
        int problems = session.ProblemCount;
        Block? block;
        if (Slug(element) is { Length: > 0 } slug)
        {
            block = ReadType(slug, element, document, session);
        }
        else if (document is not null)
        {
            block = ReadType(document.BlockTypeSlug, element, document, session);
        }
        else
        {
            block = Members is [BlockType only] ? BlockJson.Read(only, element, session, null) : ReadFirstThatFits(element, session);
        }

        if (block is null)
        {
            return null;
        }

        if (document is not null)
        {
            block.Identify(document.Id, document.Name, document.IsAnonymous);
        }

        if (session.ProblemCount == problems)
        {
            block.Initialize();
        }

        return block;
    }

    private Block? ReadType(string slug, JsonElement element, BlockDocument? document, BlockReadSession session)
    {
        BlockType? type = Members.FirstOrDefault(member => member.Slug == slug);
        if (type is null && isOpen && BlockRegistry.Find(slug) is { } known && typeof(T).IsAssignableFrom(known.ClrType))
        {
            type = known;
        }

        if (type is not null)
        {
            return BlockJson.Read(type, element, session, document);
        }

        session.Report(Expected(), $"a block of type '{BlockNames.Shorten(slug)}'");
        return null;
    }

    /// <summary>First a member that knows all that is there, then one that knows any of it.</summary>
    private Block? ReadFirstThatFits(JsonElement element, BlockReadSession session)
    {
        int problems = session.ProblemCount;
        Block? second = null;
        foreach (BlockType member in Members)
        {
            BlockReader reader = new(element, session);
            Block block = member.Read(reader);
            bool fits = session.ProblemCount == problems;
            session.Forget(problems);
            if (!fits)
            {
                continue;
            }

            if (!reader.HasUnknown())
            {
                return block;
            }

            if (second is null && reader.HasAnyField)
            {
                block.KeepExtra(reader.Remaining());
                second = block;
            }
        }

        if (second is null)
        {
            session.Report(Expected(), "an object that fits none");
        }

        return second;
    }

    private static string? Slug(JsonElement element) =>
        element.TryGetProperty("block_type_slug"u8, out JsonElement slug) && slug.ValueKind == JsonValueKind.String
            ? slug.GetString()
            : null;

    private string Expected() => Members.Count switch
    {
        0 => $"a block that is a {typeof(T).Name} and names its type in block_type_slug",
        1 => $"a block of type '{Members[0].Slug}'",
        _ => $"a block of type {string.Join(" or ", Members.Select(member => $"'{member.Slug}'"))}",
    };
}
