using System.ComponentModel;

namespace Prefect.Blocks;

/// <summary>One type of a union of models; for generated code.</summary>
/// <typeparam name="T">Type of the property.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelUnionMember<T>
    where T : class
{
    private protected ModelUnionMember(string name) => Name = name;

    internal string Name { get; }

    internal abstract T Read(BlockReader reader);

    internal abstract bool TryWrite(BlockWriter writer, T value);

    internal sealed class Of<TModel>() : ModelUnionMember<T>(typeof(TModel).Name)
        where TModel : class, T, IBlockModel<TModel>
    {
        internal override T Read(BlockReader reader) => TModel.ReadFrom(reader);

        internal override bool TryWrite(BlockWriter writer, T value)
        {
            if (value is not TModel model)
            {
                return false;
            }

            writer.WriteObject(model, static (inner, output) => inner.WriteTo(output));
            return true;
        }
    }
}
