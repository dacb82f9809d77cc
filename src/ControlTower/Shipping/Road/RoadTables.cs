using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Shipping.Road;

internal sealed class ParcelRoadTable : IEntityTypeConfiguration<ParcelRoad>
{
    public void Configure(EntityTypeBuilder<ParcelRoad> table)
    {
        table.ToTable("parcel_road");
        table.HasKey(road => road.ParcelId);
        table.Ignore(road => road.MayBeTriedAgain);
    }
}

internal sealed class RoadWishTable : IEntityTypeConfiguration<RoadWish>
{
    public void Configure(EntityTypeBuilder<RoadWish> table)
    {
        table.ToTable("road_wish");
        table.HasKey(wish => wish.Id);
        table.Property(wish => wish.Id).ValueGeneratedNever();
    }
}

internal sealed class DeliveryProofTable : IEntityTypeConfiguration<DeliveryProof>
{
    public void Configure(EntityTypeBuilder<DeliveryProof> table)
    {
        table.ToTable("delivery_proof");
        table.HasKey(proof => proof.ParcelId);
    }
}

internal sealed class ProofPictureTable : IEntityTypeConfiguration<ProofPicture>
{
    public void Configure(EntityTypeBuilder<ProofPicture> table)
    {
        table.ToTable("proof_picture");
        table.HasKey(picture => new { picture.ParcelId, picture.Kind, picture.File });
    }
}

internal sealed class ParcelCodTable : IEntityTypeConfiguration<ParcelCod>
{
    public void Configure(EntityTypeBuilder<ParcelCod> table)
    {
        table.ToTable("parcel_cod");
        table.HasKey(cod => cod.ParcelId);
        table.Ignore(cod => cod.Due).Ignore(cod => cod.IsSettled);
    }
}

internal sealed class CodStatementTable : IEntityTypeConfiguration<CodStatement>
{
    public void Configure(EntityTypeBuilder<CodStatement> table)
    {
        table.ToTable("cod_statement");
        table.HasKey(statement => statement.Id);
        table.Property(statement => statement.Id).ValueGeneratedNever();
    }
}
