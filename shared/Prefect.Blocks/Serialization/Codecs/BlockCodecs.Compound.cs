namespace Prefect.Blocks;

/// <content>The codecs made from others.</content>
public static partial class BlockCodecs
{
    /// <summary>Objects or null.</summary>
    /// <param name="codec">Codec of the objects.</param>
    /// <typeparam name="T">Type of the objects.</typeparam>
    public static BlockCodec<T?> Optional<T>(BlockCodec<T> codec)
        where T : class => new OptionalCodec<T>(codec);

    /// <summary>Values or null.</summary>
    /// <param name="codec">Codec of the values.</param>
    /// <typeparam name="T">Type of the values.</typeparam>
    public static BlockCodec<T?> OptionalValue<T>(BlockCodec<T> codec)
        where T : struct => new OptionalValueCodec<T>(codec);

    /// <summary>Lists.</summary>
    /// <param name="item">Codec of the items.</param>
    /// <param name="create">Makes the list.</param>
    /// <typeparam name="TList">Type of the property.</typeparam>
    /// <typeparam name="TItem">Type of the items.</typeparam>
    public static BlockCodec<TList> List<TList, TItem>(BlockCodec<TItem> item, Func<List<TItem>, TList> create)
        where TList : IEnumerable<TItem> => new SequenceCodec<TList, TItem>(item, create);

    /// <summary>Sets.</summary>
    /// <param name="item">Codec of the items.</param>
    /// <param name="create">Makes the set.</param>
    /// <typeparam name="TSet">Type of the property.</typeparam>
    /// <typeparam name="TItem">Type of the items.</typeparam>
    public static BlockCodec<TSet> Set<TSet, TItem>(BlockCodec<TItem> item, Func<List<TItem>, TSet> create)
        where TSet : IEnumerable<TItem> => new SetCodec<TSet, TItem>(item, create);

    /// <summary>Dictionaries with text keys.</summary>
    /// <param name="value">Codec of the values.</param>
    /// <param name="create">Makes the dictionary.</param>
    /// <typeparam name="TDictionary">Type of the property.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    public static BlockCodec<TDictionary> Dictionary<TDictionary, TValue>(
        BlockCodec<TValue> value, Func<Dictionary<string, TValue>, TDictionary> create)
        where TDictionary : IEnumerable<KeyValuePair<string, TValue>> => new DictionaryCodec<TDictionary, TValue>(value, create);

    /// <summary>Pairs.</summary>
    /// <param name="first">Codec of the first value.</param>
    /// <param name="second">Codec of the second value.</param>
    /// <typeparam name="T1">Type of the first value.</typeparam>
    /// <typeparam name="T2">Type of the second value.</typeparam>
    public static BlockCodec<(T1 First, T2 Second)> Tuple<T1, T2>(BlockCodec<T1> first, BlockCodec<T2> second) =>
        new TupleCodec<T1, T2>(first, second);

    /// <summary>Triples.</summary>
    /// <param name="first">Codec of the first value.</param>
    /// <param name="second">Codec of the second value.</param>
    /// <param name="third">Codec of the third value.</param>
    /// <typeparam name="T1">Type of the first value.</typeparam>
    /// <typeparam name="T2">Type of the second value.</typeparam>
    /// <typeparam name="T3">Type of the third value.</typeparam>
    public static BlockCodec<(T1 First, T2 Second, T3 Third)> Tuple<T1, T2, T3>(
        BlockCodec<T1> first, BlockCodec<T2> second, BlockCodec<T3> third) =>
        new TripleCodec<T1, T2, T3>(first, second, third);

    /// <summary>Members of an enumeration, as texts.</summary>
    /// <param name="members">The members with their texts.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public static BlockCodec<T> Enum<T>(params ReadOnlySpan<(T Value, string Text)> members)
        where T : struct, Enum => new EnumCodec<T>(members, numbers: false);

    /// <summary>Members of an enumeration, as whole numbers.</summary>
    /// <param name="members">The members with their numbers.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public static BlockCodec<T> NumberEnum<T>(params ReadOnlySpan<(T Value, string Text)> members)
        where T : struct, Enum => new EnumCodec<T>(members, numbers: true);

    /// <summary>Values of one of two types.</summary>
    /// <param name="first">Codec of the first type.</param>
    /// <param name="second">Codec of the second type.</param>
    /// <typeparam name="T1">The first type.</typeparam>
    /// <typeparam name="T2">The second type.</typeparam>
    public static BlockCodec<OneOf<T1, T2>> OneOf<T1, T2>(BlockCodec<T1> first, BlockCodec<T2> second) =>
        new OneOfCodec<T1, T2>(first, second);

    /// <summary>Values of one of three types.</summary>
    /// <param name="first">Codec of the first type.</param>
    /// <param name="second">Codec of the second type.</param>
    /// <param name="third">Codec of the third type.</param>
    /// <typeparam name="T1">The first type.</typeparam>
    /// <typeparam name="T2">The second type.</typeparam>
    /// <typeparam name="T3">The third type.</typeparam>
    public static BlockCodec<OneOf<T1, T2, T3>> OneOf<T1, T2, T3>(
        BlockCodec<T1> first, BlockCodec<T2> second, BlockCodec<T3> third) =>
        new OneOfThreeCodec<T1, T2, T3>(first, second, third);

    /// <summary>Models.</summary>
    /// <typeparam name="T">The model.</typeparam>
    public static BlockCodec<T> Model<T>()
        where T : class, IBlockModel<T> => new ModelCodec<T>();

    /// <summary>Models of one of several types.</summary>
    /// <param name="members">The types, in the order in which they are tried.</param>
    /// <typeparam name="T">Type of the property.</typeparam>
    public static BlockCodec<T> ModelUnion<T>(params ModelUnionMember<T>[] members)
        where T : class => new ModelUnionCodec<T>(members);

    /// <summary>One type of a union of models.</summary>
    /// <typeparam name="T">Type of the property.</typeparam>
    /// <typeparam name="TModel">The model.</typeparam>
    public static ModelUnionMember<T> Member<T, TModel>()
        where T : class
        where TModel : class, T, IBlockModel<TModel> => new ModelUnionMember<T>.Of<TModel>();

    /// <summary>Blocks of one type.</summary>
    /// <typeparam name="T">The block.</typeparam>
    public static BlockCodec<T> Block<T>()
        where T : Block, IBlock<T> => new BlockValueCodec<T>(static () => [T.BlockType], isOpen: false);

    /// <summary>Blocks of one of several types, or another that is a <typeparamref name="T"/>.</summary>
    /// <param name="members">The types, in the order in which they are tried.</param>
    /// <typeparam name="T">Type of the property.</typeparam>
    public static BlockCodec<T> Union<T>(Func<IReadOnlyList<BlockType>> members)
        where T : class => new BlockValueCodec<T>(members, isOpen: typeof(T) != typeof(Block));

    /// <summary>Blocks of any type that is a <typeparamref name="T"/>; the document must say which.</summary>
    /// <typeparam name="T">Type of the property.</typeparam>
    public static BlockCodec<T> AnyBlock<T>()
        where T : class => new BlockValueCodec<T>(static () => [], isOpen: true);
}
